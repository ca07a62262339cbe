/** Lists of institutions and people through the command line, while the server runs and when it does not. */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runVerb, startProgram, statusOf, useProgram } from '../harness/program.ts';

const program = useProgram();

/** Department 99 does not exist. */
const CUI = '9999000019999';
const MARRIED = 'Casada con Mengano Secreto';
const PEOPLE = [
  'id,nombre,sexo,puesto,seleccionarInstitucion,estadocivil,CUI,cv',
  `1,Zutana Beta Ficticia Ejemplar,Femenino,Jueza,Corte de Ejemplo (CDE),${MARRIED},${CUI},https://ejemplo.example/${CUI}.pdf`,
  `2,Zutana Beta Ficticia Ejemplar,Femenino,Jueza,Corte de Ejemplo (CDE),${MARRIED},,`,
  `3,,Femenino,Jueza,Corte de Ejemplo (CDE),${MARRIED},${CUI},`,
].join('\n');
const INSTITUTIONS = 'id,nombre,sector,web\n1,Corte de Ejemplo (CDE),justicia,corte.example\n';

it(
  'takes lists in, says what stayed outside, and leaves nothing of it anywhere',
  { timeout: 180_000 },
  async () => {
    const data = await program.prepared();
    const near = path.dirname(data);
    const [people, institutions, web] = ['gente.csv', 'instituciones.csv', 'pagina.csv'].map((name) =>
      path.join(near, name),
    ) as [string, string, string];
    await writeFile(people, Buffer.from(PEOPLE, 'latin1'));
    await writeFile(institutions, INSTITUTIONS);
    await writeFile(web, '<html><table>');
    const env = { LANG: 'es_GT.UTF-8' };
    const from = '--publisher=Organización de Ejemplo';

    const server = startProgram(data, ['serve']);
    const site = await server.ready;
    const page = `${site}/justiciapedia/personas/zutana-beta-ficticia-ejemplar`;
    expect(await runVerb(data, ['import', 'institution', institutions, from])).toMatchObject({ code: 0 });

    const dry = await runVerb(data, ['import', 'person', people, from, '--dry-run'], { env });
    expect(dry.code).toBe(0);
    for (const line of [
      'gente.csv:4:2: rechazada: La fila no tiene nombre.',
      'gente.csv:2:1: creada: Zutana Beta Ficticia Ejemplar (1 fila)',
      'gente.csv:2:1: por decidir con la fila 3: nombre igual',
      'gente.csv: filas 3; personas creadas 2, cambiadas 0, sin cambio 0; filas rechazadas 1, dejadas fuera 0',
      'no entra: número de identificación personal (1)',
      'Ensayo: se puede escribir; no se escribió nada.',
    ])
      expect(dry.said).toContain(line);
    expect(await statusOf(page)).toBe(404);

    expect(await runVerb(data, ['import', 'person', people, from], { env })).toMatchObject({ code: 0 });
    expect(await statusOf(page)).toBe(200);
    const shown = await (await fetch(page)).text();
    expect(shown).toContain('Corte de Ejemplo');
    const again = await runVerb(data, ['import', 'person', people], { env });
    expect(again.code).toBe(0);
    expect(again.said).toContain('personas creadas 0, cambiadas 0, sin cambio 2');

    const fault = await runVerb(data, ['import', 'person', web], { env });
    expect(fault.code).toBe(1);
    expect(fault.said).toContain('Es una página web o XML, no una tabla.');
    const others = path.join(near, 'entidades.csv');
    const map = path.join(near, 'mapa.json');
    await writeFile(others, 'Entidad,Página\nOtra Corte de Ejemplo,otra.example\n');
    await writeFile(map, '{"columns": {"Entidad": "nombre", "Página": "web"}}');
    const unsaid = await runVerb(data, ['import', 'institution', others], { env });
    expect([unsaid.code, unsaid.said.includes('"Entidad": "none"')]).toEqual([1, true]);
    const mapped = await runVerb(data, ['import', 'institution', others, '--map', map], { env });
    expect(mapped.code).toBe(0);
    expect(mapped.said).toContain('Otra Corte de Ejemplo');
    expect(await runVerb(data, ['import', 'person'])).toMatchObject({ code: 2 });
    expect(await runVerb(data, ['import', 'person', people, '--type', 'law'])).toMatchObject({ code: 2 });
    const gone = await runVerb(data, ['import', 'person', `${people}.gone`]);
    expect(gone.code).toBe(1);
    expect(gone.said).toContain("can't be read (ENOENT). Nothing was written.");
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    const told = [shown, dry.said, again.said, server.said()].join('\n');
    expect([CUI, MARRIED].filter((secret) => told.includes(secret))).toEqual([]);
    // And when it does not run.
    const late = await runVerb(data, ['import', 'person', people], { env });
    expect(late.said).toContain('personas creadas 0, cambiadas 0, sin cambio 2');

    // The whole of what lies on the disk: data files of the database, its log of changes, logs of the program.
    const found = await grep(data, [CUI, MARRIED]);
    expect(found).toEqual([]);
    expect(await grep(data, ['Zutana Beta Ficticia Ejemplar'])).not.toEqual([]);
  },
);

/** Files that hold one of these words, as bytes. */
async function grep(folder: string, words: readonly string[]): Promise<string[]> {
  const patterns = words.flatMap((word) => ['-e', word]);
  const run = spawn('grep', ['-rlaF', ...patterns, folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  for await (const piece of run.stdout) out += String(piece);
  return out.split('\n').filter(Boolean);
}
