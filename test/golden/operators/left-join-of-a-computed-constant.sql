-- Databricks
WITH selected AS (
  SELECT customer, CASE WHEN name IS NOT NULL THEN 'yes' ELSE 'no' END AS known
  FROM customers
)
SELECT orders.order_id AS id, selected.known
FROM orders
LEFT JOIN selected
  ON orders.customer = selected.customer

-- Spark
-- the same

-- DuckDB
WITH "selected" AS (
  SELECT "customer", CASE WHEN "name" IS NOT NULL THEN 'yes' ELSE 'no' END AS "known"
  FROM "customers"
)
SELECT "orders"."order_id" AS "id", "selected"."known"
FROM "orders"
LEFT JOIN "selected"
  ON "orders"."customer" = "selected"."customer"
