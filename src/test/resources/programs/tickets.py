"""Writes tickets as Parquet, or prints a Parquet file's rows as JSON: by Spark's own hand, and not by the job that is tested."""

import sys

from pyspark.sql import SparkSession

action, path = sys.argv[1:]
spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .getOrCreate()
)
if action == "write":
    spark.sql("SELECT * FROM VALUES (7L, 'Why?'), (8L, 'How?') AS tickets(id, question)").write.parquet(path)
else:
    for row in spark.read.parquet(path).selectExpr("to_json(struct(*)) AS line").collect():
        print(row.line)
