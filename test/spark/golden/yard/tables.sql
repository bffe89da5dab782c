-- yard: the tables over what landed. Run it once, before the pipeline; the first statement says where the files are.

SET landing = /srv/pipelines/yard/landing;

CREATE DATABASE IF NOT EXISTS raw;
CREATE DATABASE IF NOT EXISTS yard;

CREATE TABLE IF NOT EXISTS raw.moves (
  key STRING,
  value STRING,
  topic STRING,
  partition INT,
  `offset` BIGINT,
  timestamp TIMESTAMP
)
USING json
OPTIONS (
  path '${landing}/topics/yard.moves.v1',
  mode 'PERMISSIVE',
  timeZone 'America/New_York',
  recursiveFileLookup 'true',
  maxFileAge '36500d'
);

CREATE TABLE IF NOT EXISTS raw.journal (
  value STRING
)
USING text
OPTIONS (
  path '${landing}/files/journal',
  recursiveFileLookup 'true',
  maxFileAge '36500d'
);

CREATE TABLE IF NOT EXISTS raw.vehicles (
  plate STRING,
  owner STRING,
  `limit` BIGINT
)
USING csv
OPTIONS (
  path '${landing}/files/reference/vehicles/all.csv',
  header 'true',
  sep ',',
  mode 'PERMISSIVE',
  timeZone 'America/New_York'
);

CREATE TABLE IF NOT EXISTS raw.weighings (
  plate STRING,
  at TIMESTAMP,
  kilograms DOUBLE,
  axles ARRAY<STRUCT<load: INT>>
)
USING json
OPTIONS (
  path '${landing}/files/weighings',
  mode 'PERMISSIVE',
  timeZone 'America/New_York',
  recursiveFileLookup 'true',
  maxFileAge '36500d'
);

CREATE TABLE IF NOT EXISTS raw.gates (
  gate STRING,
  opened TIMESTAMP,
  times INT
)
USING csv
OPTIONS (
  path '${landing}/files/hardware',
  header 'false',
  sep ';',
  mode 'PERMISSIVE',
  timeZone 'America/New_York',
  pathGlobFilter 'gate_*.csv',
  recursiveFileLookup 'true',
  maxFileAge '36500d'
);
