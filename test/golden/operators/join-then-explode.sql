-- Databricks
SELECT orders.order_id AS id, customers.name, exploded.line
FROM orders
JOIN customers
  ON orders.customer = customers.customer
LATERAL VIEW explode(orders.lines) exploded AS line

-- Spark
-- the same

-- DuckDB
SELECT "orders"."order_id" AS "id", "customers"."name", "exploded"."line"
FROM "orders"
JOIN "customers"
  ON "orders"."customer" = "customers"."customer"
CROSS JOIN LATERAL (SELECT unnest("orders"."lines") AS "line") AS "exploded"
