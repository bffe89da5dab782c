-- Databricks
SELECT
  order_id,
  customer,
  amount,
  placed_at,
  lines
FROM orders
WHERE amount > 6

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
WHERE "amount" > CAST(6 AS DECIMAL(10,2))
