-- Databricks
WITH selected AS (
  SELECT order_id AS id, customer, placed_at
  FROM orders
)
SELECT id, customer, placed_at
FROM selected
QUALIFY row_number() OVER (PARTITION BY customer ORDER BY placed_at DESC, id) = 1

-- Spark
-- the same

-- DuckDB
WITH "selected" AS (
  SELECT "order_id" AS "id", "customer", "placed_at"
  FROM "orders"
)
SELECT "id", "customer", "placed_at"
FROM "selected"
QUALIFY CAST(row_number() OVER (
  PARTITION BY "customer"
  ORDER BY "placed_at" DESC NULLS LAST, "id" NULLS FIRST
) AS INTEGER) = 1
