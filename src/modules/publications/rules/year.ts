/** A year as people write it, as the moments between which it lies. Pure. */

/** @returns first moment of the year in the zone, and of the next one; undefined when the text is no year */
export function yearIn(
  text: string,
  zone: string,
): readonly [Temporal.Instant, Temporal.Instant] | undefined {
  if (!/^[12]\d{3}$/.test(text)) return undefined;
  const first = Temporal.PlainDate.from({ year: Number(text), month: 1, day: 1 });
  const begin = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant();
  return [begin(first), begin(first.add({ years: 1 }))];
}
