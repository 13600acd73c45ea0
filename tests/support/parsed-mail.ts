import PostalMime, { type Email } from 'postal-mime';

/**
 * The parts of a mail that has a text and a page. The line end before a boundary belongs to the boundary (RFC
 * 2046, 5.1.1). postal-mime 4.0.0 leaves it at the end of each part.
 */
export async function parseMail(raw: Buffer | string): Promise<Email> {
  const mail = await PostalMime.parse(raw);
  return { ...mail, text: mail.text?.replace(/\n$/u, ''), html: mail.html?.replace(/\n$/u, '') };
}
