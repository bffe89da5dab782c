-- Databricks
SELECT orders.order_id AS id, constants.rate + CAST('1.00' AS DECIMAL(3,2)) AS rate
FROM orders
JOIN VALUES
  ('ann', CAST('0.10' AS DECIMAL(3,2))),
  ('it\'s', CAST('0.00' AS DECIMAL(3,2))) AS constants(customer, rate)
  ON orders.customer = constants.customer

-- Spark
-- the same

-- DuckDB
SELECT
  "orders"."order_id" AS "id",
  CAST(CAST("constants"."rate" AS DECIMAL(3,2)) + CAST(CAST('1.00' AS DECIMAL(3,2)) AS DECIMAL(3,2)) AS DECIMAL(4,2)) AS "rate"
FROM "orders"
JOIN (
  VALUES
    ('ann', CAST('0.10' AS DECIMAL(3,2))),
    ('it''s', CAST('0.00' AS DECIMAL(3,2)))
) AS "constants"("customer", "rate")
  ON "orders"."customer" = "constants"."customer"
