-- Databricks
SELECT order_id, customer, placed_at
FROM orders

-- Spark
-- the same

-- DuckDB
SELECT "order_id", "customer", "placed_at"
FROM "orders"
