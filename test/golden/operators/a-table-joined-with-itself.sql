-- Databricks
SELECT orders.order_id AS first, orders_2.order_id AS second
FROM orders
JOIN orders AS orders_2
  ON orders.customer = orders_2.customer
  AND orders.order_id < orders_2.order_id

-- Spark
-- the same

-- DuckDB
SELECT "orders"."order_id" AS "first", "orders_2"."order_id" AS "second"
FROM "orders"
JOIN "orders" AS "orders_2"
  ON "orders"."customer" = "orders_2"."customer"
  AND "orders"."order_id" < "orders_2"."order_id"
