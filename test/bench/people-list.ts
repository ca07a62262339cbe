/** Lists of people as they are published, plainly made up: names of syllables, with the faults of real lists. */
import { open } from 'node:fs/promises';
import { dice, personName } from './search-data.ts';

/** One in eight people stands in two rows, the second time with another spelling. */
function* names(): Generator<string> {
  const roll = dice(7);
  for (;;) {
    const seven = Array.from({ length: 7 }, () => personName(roll));
    yield* seven;
    yield seven[3]?.toUpperCase() ?? '';
  }
}

const HEADER =
  'id,nombre,sexo,puesto,dependencia,departamento,seleccionarInstitucion,seleccionarEleccion,estado,nocolegiado,' +
  'estadocivil,profesion,experienciaProfesional,experienciaAcademica,fuenteTexto,fuenteURL,cv,Nit,CUI';

function madeRow(row: number, name: string): string {
  // Department 99 does not exist.
  const cui = `9999${String(row % 100_000).padStart(5, '0')}9999`;
  const office = row % 9 === 0;
  return [
    `perfil-${row}`,
    name,
    row % 3 === 0 ? 'Femenino' : '',
    office ? 'Magistrado De Sala' : 'Candidato',
    office ? `Sala ${row % 120} de la Corte de Ejemplo` : '',
    row % 5 === 0 ? 'Guatemala' : '',
    office ? `Corte de Ejemplo ${row % 40}` : '',
    office ? '' : `Elección de Ejemplo ${row % 60}`,
    row % 30 === 0 ? 'En Proceso' : '',
    row % 4 === 0 ? String(1000 + (row % 90_000)) : '',
    'Casado',
    'Abogado y Notario',
    `"Asesor en la Dirección de Ejemplo ${row % 300}, por años | Docente de una universidad inventada | "`,
    '"Licenciatura en Ciencias Inventadas | Maestría en Ejemplos, con mención"',
    row % 2 === 0 ? 'Boletín de Ejemplo' : '',
    row % 2 === 0 ? `https://boletin.example/nota-${row % 50}#gsc.tab=${row}` : '',
    `https://ejemplo.example/HojaDeVida/${cui}_hojadevida.pdf`,
    String(9_000_000 + row),
    row % 8 === 7 ? '' : cui,
  ].join(',');
}

const AT_ONCE = 2000;

/** Writes a list of so many rows. @returns bytes */
export async function writeList(file: string, rows: number): Promise<number> {
  const out = await open(file, 'w');
  try {
    const made = names();
    let size = (await out.write(`${HEADER}\n`)).bytesWritten;
    for (let from = 0; from < rows; from += AT_ONCE) {
      const lines = Array.from({ length: Math.min(AT_ONCE, rows - from) }, (_, at) =>
        madeRow(from + at, made.next().value),
      );
      size += (await out.write(`${lines.join('\n')}\n`)).bytesWritten;
    }
    return size;
  } finally {
    await out.close();
  }
}
