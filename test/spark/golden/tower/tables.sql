-- tower: the tables over what landed. Run it once, before the pipeline; the first statement says where the files are.

SET landing = /srv/pipelines/tower/landing;

CREATE DATABASE IF NOT EXISTS raw;
CREATE DATABASE IF NOT EXISTS tower;

CREATE TABLE IF NOT EXISTS raw.readings (
  sensor STRING,
  at TIMESTAMP,
  value DOUBLE,
  gone BOOLEAN,
  `the state` STRING
)
USING json
OPTIONS (
  path '${landing}/files/readings',
  mode 'PERMISSIVE',
  timeZone 'UTC',
  recursiveFileLookup 'true',
  maxFileAge '36500d'
);
