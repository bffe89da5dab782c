-- Databricks
SELECT orders.order_id AS id
FROM orders
LEFT ANTI JOIN customers
  ON orders.customer = customers.customer
  AND customers.since IS NOT NULL
WHERE orders.amount > 0

-- Spark
-- the same

-- DuckDB
SELECT "orders"."order_id" AS "id"
FROM "orders"
ANTI JOIN "customers"
  ON "orders"."customer" = "customers"."customer"
  AND "customers"."since" IS NOT NULL
WHERE "orders"."amount" > CAST(0 AS DECIMAL(10,2))
