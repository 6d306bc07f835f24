"""Prints a Parquet file's rows as JSON: by Spark's own hand, and not by the job that is tested."""

import sys

from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .getOrCreate()
)
for row in spark.read.parquet(sys.argv[1]).selectExpr("to_json(struct(*)) AS line").collect():
    print(row.line)
