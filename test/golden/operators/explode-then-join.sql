-- Databricks
WITH exploded AS (
  SELECT
    orders.order_id,
    orders.customer,
    orders.amount,
    orders.placed_at,
    orders.lines,
    exploded.line
  FROM orders
  LATERAL VIEW explode(orders.lines) exploded AS line
)
SELECT exploded.order_id AS id, exploded.line.sku AS sku, customers.name
FROM exploded
JOIN customers
  ON exploded.customer = customers.customer

-- Spark
-- the same

-- DuckDB
WITH "exploded" AS (
  SELECT
    "orders"."order_id",
    "orders"."customer",
    "orders"."amount",
    "orders"."placed_at",
    "orders"."lines",
    "exploded"."line"
  FROM "orders"
  CROSS JOIN LATERAL (SELECT unnest("orders"."lines") AS "line") AS "exploded"
)
SELECT "exploded"."order_id" AS "id", "exploded"."line"."sku" AS "sku", "customers"."name"
FROM "exploded"
JOIN "customers"
  ON "exploded"."customer" = "customers"."customer"
