-- Databricks
SELECT
  order_id,
  customer,
  amount,
  placed_at,
  lines
FROM orders

-- Spark
-- the same

-- DuckDB
SELECT
  "order_id",
  "customer",
  "amount",
  "placed_at",
  "lines"
FROM "orders"
