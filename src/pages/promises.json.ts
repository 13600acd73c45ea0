import { parseRecipients } from '#sealing/recipients.ts';

/** What this build promises, for functions to keep and for anybody to check. */
export const GET = () =>
  Response.json({ sealed: parseRecipients(process.env['SIGNATURE_RECIPIENTS']).length > 0 });
