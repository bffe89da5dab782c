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
SELECT filtered.order_id AS a, filtered_2.order_id AS b
FROM filtered
JOIN filtered AS filtered_2
  ON filtered.customer = filtered_2.customer
  AND filtered.order_id < filtered_2.order_id

-- Spark
-- the same

-- DuckDB
WITH "filtered" AS MATERIALIZED (
  SELECT
    "order_id",
    "customer",
    "amount",
    "placed_at",
    "lines"
  FROM "orders"
  WHERE "amount" > CAST(0 AS DECIMAL(10,2))
)
SELECT "filtered"."order_id" AS "a", "filtered_2"."order_id" AS "b"
FROM "filtered"
JOIN "filtered" AS "filtered_2"
  ON "filtered"."customer" = "filtered_2"."customer"
  AND "filtered"."order_id" < "filtered_2"."order_id"
