-- What people said in demos of endpoints before there were labels.
INSERT INTO "labels" ("prediction_id", "project_id", "endpoint_id", "value", "source", "at", "by")
SELECT "predictions"."id", "endpoints"."project_id", "endpoints"."id",
  CASE WHEN "demo_labels"."verdict" = 'right' THEN "predictions"."output" -> 'prediction' ELSE "demo_labels"."corrected" END,
  'demo', "demo_labels"."at", "demo_labels"."by"
FROM "demo_labels"
JOIN "predictions" ON "predictions"."id" = "demo_labels"."answer_id"
JOIN "endpoints" ON "endpoints"."id" = "predictions"."endpoint_id"
WHERE CASE WHEN "demo_labels"."verdict" = 'right' THEN "predictions"."output" -> 'prediction' ELSE "demo_labels"."corrected" END IS NOT NULL
ON CONFLICT DO NOTHING;
