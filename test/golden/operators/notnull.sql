-- Databricks
SELECT
  order_id,
  customer,
  amount,
  placed_at,
  lines
FROM orders
WHERE customer IS NOT NULL
  AND placed_at IS NOT NULL

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
WHERE "customer" IS NOT NULL
  AND "placed_at" IS NOT NULL
