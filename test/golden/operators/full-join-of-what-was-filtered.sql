-- Databricks
WITH filtered AS (
  SELECT
    order_id,
    customer,
    amount,
    placed_at,
    lines
  FROM orders
  WHERE amount > 0
)
SELECT filtered.order_id AS id, customers.name
FROM filtered
FULL JOIN customers
  ON filtered.customer = customers.customer

-- Spark
-- the same

-- DuckDB
WITH "filtered" AS (
  SELECT
    "order_id",
    "customer",
    "amount",
    "placed_at",
    "lines"
  FROM "orders"
  WHERE "amount" > CAST(0 AS DECIMAL(10,2))
)
SELECT "filtered"."order_id" AS "id", "customers"."name"
FROM "filtered"
FULL JOIN "customers"
  ON "filtered"."customer" = "customers"."customer"
