import type { Client } from '@temporalio/client'

/** Whether Temporal is there at all: what fails while it is, fails for a reason of its own. */
export const answers = (client: Client): Promise<boolean> =>
  client
    .withDeadline(Date.now() + 5000, () => client.workflowService.getSystemInfo({}))
    .then(
      () => true,
      () => false,
    )
