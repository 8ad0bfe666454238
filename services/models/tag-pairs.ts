import { type SQL, sql } from 'drizzle-orm'

/**
 * Tags to be searched. MLflow's clients leave prompts out of every search with `!= 'true'`, which elsewhere finds only
 * what has the tag; nothing here is a prompt unless it says so.
 */
export const tagPairs = (tags: SQL): { from: SQL; type: 'text' } => ({
  from: sql`(
    select t.key, t.value from ${tags}
    union all select 'mlflow.prompt.is_prompt', 'false'
    where not exists (select from ${tags} and t.key = 'mlflow.prompt.is_prompt')
  ) c where true`,
  type: 'text',
})
