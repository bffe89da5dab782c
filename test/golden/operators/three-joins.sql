-- Databricks
SELECT
  orders.order_id AS id,
  customers.name,
  customers_2.name AS other,
  item.item
FROM orders
JOIN customers
  ON orders.customer = customers.customer
LEFT JOIN customers AS customers_2
  ON customers.name = customers_2.customer
LEFT JOIN item
  ON customers.name = item.name

-- Spark
-- the same

-- DuckDB
SELECT
  "orders"."order_id" AS "id",
  "customers"."name",
  "customers_2"."name" AS "other",
  "item"."item"
FROM "orders"
JOIN "customers"
  ON "orders"."customer" = "customers"."customer"
LEFT JOIN "customers" AS "customers_2"
  ON "customers"."name" = "customers_2"."customer"
LEFT JOIN "item"
  ON "customers"."name" = "item"."name"
