-- Databricks
SELECT order_id + 1 AS next, hour(placed_at) AS hour
FROM orders

-- Spark
-- the same

-- DuckDB
SELECT
  add("order_id", 1) AS "next",
  CAST(hour(make_timestamp(epoch_us("placed_at"))) AS INTEGER) AS "hour"
FROM "orders"
