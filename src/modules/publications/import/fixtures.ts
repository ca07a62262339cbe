/** Files for tests: our own words, in the manner of git-based editors, with their usual faults. */
import path from 'node:path';
import type { ImportFile } from './walk.ts';

/** Real material beside the project, where there is any: never part of it. */
export const MATERIAL = path.resolve(import.meta.dirname, '../../../../../shared');

/** @param name with the folders that it lies in */
export function file(name: string, text: string | Uint8Array): ImportFile {
  const parts = name.split('/');
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return {
    shown: name,
    fileName: name.normalize('NFC'),
    folders: ['ejemplos', ...parts.slice(0, -1)],
    read: async () => await Promise.resolve(bytes),
  };
}

export const INITIATIVE = `---
title: Encuentro de Ejemplo
image: /assets/uploads/ejemplo-15.png
description: El Encuentro de Ejemplo es una iniciativa que tiene como
  objetivo probar la importación.
autor: Organización de Ejemplo
correo: info@ejemplo.example
date: 2023-07-04T17:20:23.307Z
highlight: false
---
El Encuentro de Ejemplo es una iniciativa
que no existe.


Segundo párrafo.`;

export const ARTICLE = `---
title: Encuentro de Ejemplo 2023
image: /assets/img/posts/ejemplo.png
description: Una edición inventada.
autor: Organización de Ejemplo
correo: info@ejemplo.example
date: 2023-02-23T17:17:21.297Z
highlight: true
raro:
    - {a: 1,   b: [x,y]}   # se queda
---
Con **fuerza** y blancos al final.\u00a0 

## Registro:

<iframe src="https://us06web.zoom.us/meeting/register/ejemploEjemploEjemplo1234" width="100%" height="2574" frameborder="0">Cargando…</iframe>`;

export const TERM = `---
title: "Palabra de ejemplo "
descripcion: >-
  Es una palabra que solo
  existe

  en este archivo, con renglones partidos como los deja un PDF.
referencia: https://ejemplo.example/
---
`;

export const LAW = `---
title: Norma de Ejemplo
descripcion: |-
  <!--StartFragment-->

  Una norma inventada. Sirve para probar.

  <!--EndFragment-->
paraque: >-
  Para ver que todo

  se lee.
quienes: Nadie.
referencia: https://ejemplo.example/
---
`;

export const VIDEO = `---
title: Video de Ejemplo
descripcion: Video de Ejemplo
link: <iframe width="560" height="315"
  src="https://www.youtube.com/embed/ejemplo1234?si=x" title="YouTube video player"
  frameborder="0" allowfullscreen></iframe>
date: 2023-07-04T15:32:01.780Z
---
`;

export const CATEGORY = `---
title: Género de ejemplo
icono: /assets/uploads/icono-06.jpg
descripcion: |-
  <!--StartFragment-->

  Género de ejemplo

  <!--EndFragment-->
---
`;

export const REPORT = `---
title: Informe de Ejemplo
enlace: https://ejemplo.example/2021/I%CC%81ndice%20de acción.pdf
categorias:
  - Genero de Ejemplo
date: 2020-01-01
draft: true
---
Informe`;
