-- pos: the tables over what landed. Run it once, before the pipeline; the first statement says where the files are.

SET landing = /srv/pipelines/pos/landing;

CREATE DATABASE IF NOT EXISTS raw;
CREATE DATABASE IF NOT EXISTS pos;

CREATE TABLE IF NOT EXISTS raw.inventory_changes (
  key STRING,
  value STRING,
  topic STRING,
  partition INT,
  `offset` BIGINT,
  timestamp TIMESTAMP
)
USING json
OPTIONS (
  path '${landing}/topics/pos.inventory_change.v1',
  mode 'PERMISSIVE',
  timeZone 'UTC',
  recursiveFileLookup 'true',
  maxFileAge '36500d'
);

CREATE TABLE IF NOT EXISTS raw.inventory_snapshots (
  value STRING
)
USING text
OPTIONS (
  path '${landing}/files/inventory_snapshots',
  recursiveFileLookup 'true',
  maxFileAge '36500d'
);

CREATE TABLE IF NOT EXISTS raw.stores (
  store_id INT,
  name STRING
)
USING csv
OPTIONS (
  path '${landing}/files/reference/store.txt',
  header 'true',
  sep ',',
  mode 'PERMISSIVE',
  timeZone 'UTC'
);

CREATE TABLE IF NOT EXISTS raw.items (
  item_id INT,
  name STRING,
  supplier_id INT,
  safety_stock_quantity INT
)
USING csv
OPTIONS (
  path '${landing}/files/reference/item.txt',
  header 'true',
  sep ',',
  mode 'PERMISSIVE',
  timeZone 'UTC'
);

CREATE TABLE IF NOT EXISTS raw.inventory_change_types (
  change_type_id INT,
  change_type STRING
)
USING csv
OPTIONS (
  path '${landing}/files/reference/inventory_change_type.txt',
  header 'true',
  sep ',',
  mode 'PERMISSIVE',
  timeZone 'UTC'
);
