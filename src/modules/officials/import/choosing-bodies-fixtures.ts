/** A list of commissions and electing bodies for tests, plainly invented. */

const HEADER =
  'id,nombre,institution,fechaEleccion,fechaEleccionProyectada,descripcion,requisitos,comision,infografiaURL,cronogramaURL,fotoURL';

/** As such a file is published, all of it made up; `of` tells one test's bodies from another's. */
export const choosingBodies = (of: string): string =>
  [
    HEADER,
    `1,Comisión de Postulación de Ejemplo ${of} (CE),Consejo ${of} (CE),20/08/17,2022,La persona titular dirige el consejo.,a) capacidad; b) idoneidad;,"Dos decanos inventados, uno por facultad",https://f.test/igual.jpg,https://f.test/uno.png,https://f.test/foto.png`,
    `2,Comisión de Postulación de Muestra ${of},Consejo de Muestra ${of},2/5/2018,2023,,,,https://f.test/igual.jpg,,`,
    `3,Comisión de Corte Inventada ${of},Consejo ${of} (CE),11/26/2019,2024,,,El pleno de la corte,,,`,
    `4,Comisión de Consejo Inventado ${of},Consejo ${of} (CE),Pendiente,2019 (aún en trámite),,,,,,`,
    `5,Comisión de Congreso Inventado ${of},Consejo ${of} (CE),23 de febrero al 15 de marzo de 2021,cuando toque,,,,,,`,
    `6,Comisión de Colegio Inventado ${of},Consejo ${of} (CE),Primera vuelta: 26/02/2021 Segunda vuelta: 05/03/2021,2021,,,,,,`,
  ].join('\n');
