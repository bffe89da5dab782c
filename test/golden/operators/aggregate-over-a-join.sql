-- Databricks
SELECT customers.name, sum(orders.amount) AS total
FROM orders
LEFT JOIN customers
  ON orders.customer = customers.customer
GROUP BY customers.name

-- Spark
-- the same

-- DuckDB
SELECT "customers"."name", CAST(sum("orders"."amount") AS DECIMAL(20,2)) AS "total"
FROM "orders"
LEFT JOIN "customers"
  ON "orders"."customer" = "customers"."customer"
GROUP BY "customers"."name"
