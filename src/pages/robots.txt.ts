/** Everything may be found but what follows a signature; such pages also say so themselves. */
export function GET(): Response {
  return new Response('User-agent: *\nDisallow: /api/\n');
}
