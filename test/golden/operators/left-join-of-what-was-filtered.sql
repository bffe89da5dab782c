-- Databricks
WITH filtered AS (
  SELECT customer, name, since
  FROM customers
  WHERE since IS NOT NULL
)
SELECT orders.order_id AS id, filtered.name
FROM orders
LEFT JOIN filtered
  ON orders.customer = filtered.customer
WHERE orders.order_id < 4

-- Spark
-- the same

-- DuckDB
WITH "filtered" AS (
  SELECT "customer", "name", "since"
  FROM "customers"
  WHERE "since" IS NOT NULL
)
SELECT "orders"."order_id" AS "id", "filtered"."name"
FROM "orders"
LEFT JOIN "filtered"
  ON "orders"."customer" = "filtered"."customer"
WHERE "orders"."order_id" < 4
