-- Databricks
SELECT
  order_id,
  customer,
  amount,
  placed_at,
  lines
FROM orders
WHERE (customer = 'ann' OR customer IS NULL)
  AND order_id < 4

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
WHERE ("customer" = 'ann' OR "customer" IS NULL)
  AND "order_id" < 4
