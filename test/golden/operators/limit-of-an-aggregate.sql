-- Databricks
SELECT customer, sum(amount) AS amount
FROM orders
GROUP BY customer
ORDER BY amount DESC, customer
LIMIT 3

-- Spark
-- the same

-- DuckDB
SELECT *
FROM (
  SELECT "customer", CAST(sum("amount") AS DECIMAL(20,2)) AS "amount"
  FROM "orders"
  GROUP BY "customer"
) AS "ordered"
QUALIFY CASE
  WHEN count(*) OVER (PARTITION BY "amount", "customer") <> count(*) OVER (PARTITION BY "customer", "amount") AND (rank() OVER (ORDER BY "amount" DESC NULLS LAST, "customer" NULLS FIRST) <= 3 AND rank() OVER (ORDER BY "amount" DESC NULLS LAST, "customer" NULLS FIRST) + count(*) OVER (PARTITION BY "amount", "customer") - 1 > 3) THEN error('[EMULATOR_REFUSES] the order leaves open which rows are within the limit: add a key that tells them apart SQLSTATE: 0A000')
  ELSE row_number() OVER (ORDER BY "amount" DESC NULLS LAST, "customer" NULLS FIRST) BETWEEN 1 AND 3
END
ORDER BY "amount" DESC NULLS LAST, "customer" NULLS FIRST
