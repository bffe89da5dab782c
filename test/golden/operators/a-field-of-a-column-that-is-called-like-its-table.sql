-- Databricks
SELECT item.item.name AS name, item.`order`, item.`end at` AS `end`
FROM item

-- Spark
-- the same

-- DuckDB
SELECT "item"."item"."name" AS "name", "item"."order", "item"."end at" AS "end"
FROM "item"
