-- fork: the tables over what landed. Run it once, before the pipeline; the first statement says where the files are.

SET landing = /srv/pipelines/fork/landing;

CREATE DATABASE IF NOT EXISTS raw;
CREATE DATABASE IF NOT EXISTS fork;

CREATE TABLE IF NOT EXISTS raw.journal (
  value STRING
)
USING text
OPTIONS (
  path '${landing}/files/journal',
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
  timeZone 'UTC',
  pathGlobFilter 'gate_*.csv',
  recursiveFileLookup 'true',
  maxFileAge '36500d'
);
