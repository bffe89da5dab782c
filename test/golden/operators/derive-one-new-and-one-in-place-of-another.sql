-- Databricks
SELECT
  order_id,
  amount,
  placed_at,
  lines,
  size(lines) AS size,
  coalesce(customer, '?') AS customer
FROM orders

-- Spark
-- the same

-- DuckDB
SELECT
  "order_id",
  "amount",
  "placed_at",
  "lines",
  CAST(len("lines") AS INTEGER) AS "size",
  coalesce("customer", '?') AS "customer"
FROM "orders"
