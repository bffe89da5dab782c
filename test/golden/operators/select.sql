-- Databricks
SELECT order_id AS id, CAST(placed_at AS DATE) AS day, (get(lines, 0)).sku AS first
FROM orders

-- Spark
-- the same

-- DuckDB
SELECT
  "order_id" AS "id",
  CAST("placed_at" AS DATE) AS "day",
  (list_extract("lines", 1))."sku" AS "first"
FROM "orders"
