-- Databricks
WITH selected AS (
  SELECT customer
  FROM customers
),
remaining AS (
  SELECT customer
  FROM orders
  EXCEPT ALL
  SELECT customer
  FROM selected
)
SELECT customer
FROM remaining
UNION ALL
SELECT customer
FROM selected

-- Spark
-- the same

-- DuckDB
WITH "selected" AS MATERIALIZED (
  SELECT "customer"
  FROM "customers"
),
"remaining" AS (
  SELECT "customer"
  FROM "orders"
  EXCEPT ALL
  SELECT "customer"
  FROM "selected"
)
SELECT "customer"
FROM "remaining"
UNION ALL
SELECT "customer"
FROM "selected"
