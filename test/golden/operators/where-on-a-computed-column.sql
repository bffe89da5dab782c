-- Databricks
WITH selected AS (
  SELECT order_id AS id, size(lines) AS size
  FROM orders
)
SELECT id, size
FROM selected
WHERE size > 0

-- Spark
-- the same

-- DuckDB
WITH "selected" AS (
  SELECT "order_id" AS "id", CAST(len("lines") AS INTEGER) AS "size"
  FROM "orders"
)
SELECT "id", "size"
FROM "selected"
WHERE "size" > 0
