/**
 * Where a session's zone turns its clocks back, one wall-clock time is two instants. Spark takes the earlier one and DuckDB the later, so
 * outside UTC the instant is computed here. `plain` is the text that serves when the session is in UTC.
 */
export function outsideUtc(plain: string, elsewhere: string): string {
  return `CASE WHEN current_setting('TimeZone') = 'UTC' THEN ${plain} ELSE ${elsewhere} END`;
}

/** The instant of a wall-clock time, a TIMESTAMP: by the offset of the day before when that gives this time, for it is the earlier one then. */
export function instantOf(wall: string): string {
  const instant = "CAST(wall AS TIMESTAMPTZ)";
  const before = `(${instant} - INTERVAL 24 HOUR)`;
  const earlier = `((wall - (CAST(${before} AS TIMESTAMP) - ${before} AT TIME ZONE 'UTC')) AT TIME ZONE 'UTC')`;
  return bound("wall", wall, `CASE WHEN CAST(${earlier} AS TIMESTAMP) = wall THEN least(${earlier}, ${instant}) ELSE ${instant} END`);
}

/** An instant cut to a unit of the wall clock. The offset stays what it was where that is possible. */
export function truncatedInstant(unit: string, instant: string): string {
  const cut = `date_trunc('${unit}', CAST(instant AS TIMESTAMP))`;
  const kept = `(instant - (CAST(instant AS TIMESTAMP) - ${cut}))`;
  return bound("instant", instant, `CASE WHEN CAST(${kept} AS TIMESTAMP) = ${cut} THEN ${kept} ELSE ${instantOf(cut)} END`);
}

/** A one-element list binds a value to a name, so that it is computed once however often it is read. */
function bound(name: string, value: string, body: string): string {
  return `list_extract(list_transform([${value}], lambda ${name}: ${body}), 1)`;
}
