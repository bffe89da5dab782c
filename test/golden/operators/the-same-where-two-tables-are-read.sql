-- Databricks
SELECT
  item.item.name AS name,
  `order`.`from`,
  `order`.`select`,
  item.`end at`
FROM item
JOIN `order`
  ON item.`order` = `order`.`select`

-- Spark
-- the same

-- DuckDB
SELECT
  "item"."item"."name" AS "name",
  "order"."from",
  "order"."select",
  "item"."end at"
FROM "item"
JOIN "order"
  ON "item"."order" = "order"."select"
