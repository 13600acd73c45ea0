/** What production needs, fresh. */
export interface FreshSettings {
  readonly secret: string;
  /** The value of `ORGANIZER_TOKENS`. */
  readonly tokens: string;
  /** The public half of the pair. */
  readonly recipient: string;
}

/*
 * All lines but the private half are those of a `.env`, which Netlify takes as they are: settings, and comments. The
 * private half stands above them, so that nobody pastes it along.
 */

/** The private half, and how to keep it. */
export function privateHalf(identity: string): string {
  return `
# THE PRIVATE HALF, for the organizers alone. It is shown once and written nowhere. Never paste it into a website.

${identity}

# Save it as a text file in two safe places, such as a password manager and a USB stick in a drawer.
# Without it nobody can open what is sealed, and nobody can make it again.
# Whoever has it and a download can read every name, so give it to as few people as you can.
`;
}

/** The public half, of a pair that a site gets beside its old one. */
export function publicHalf(recipient: string): string {
  return `# THE PUBLIC HALF. Put it into SIGNATURE_RECIPIENTS, for Builds and Functions, and deploy: from then on signatures
# are sealed to it. To change keys, put it beside the old one, with a comma between them, and keep both private halves.

${recipient}
`;
}

/** All settings of production, with the scope and the context of each. */
export function productionLines({ secret, tokens, recipient }: FreshSettings): string {
  return `# THE SETTINGS, for a new site. Once it has signatures, never change SIGNATURE_SECRET: every supporter would be new.
# Netlify: Project configuration, Environment variables, Add a variable, Import from a .env file. Paste one part at a
# time, choose its scopes and contexts, then deploy again. On a plan without scopes leave them as they are.
# A machine of your own: put both parts into .env.

# ---- Part 1. Scope: Functions only. Context: Production only.

# Keeps two signatures of one address from counting twice, and addresses from being guessed. Keep a copy.
SIGNATURE_SECRET=${secret}

# Give each organizer the token behind the name, by a way that you trust. To revoke one, take it out and deploy.
ORGANIZER_TOKENS=${tokens}

# Your mail service, if the site sends mails. In the name and the password write %40 for an at sign.
# MAIL_URL=smtps://user:password@mail.example.org:465

# ---- Part 2. Scopes: Builds and Functions. Context: all.

# The public half: signatures are sealed to it before they are stored.
SIGNATURE_RECIPIENTS=${recipient}

# The sender of mails, if the site sends any: an address that your mail service knows as yours.
# MAIL_FROM=Clean River <news@example.org>

# ---- Previews (Deploy Previews and Branch deploys) need nothing of part 1: without it they take no signatures.
# To try signing there, set this for them, and SIGNATURE_SECRET and ORGANIZER_TOKENS from another run of this command.
# Scopes: Builds and Functions. Contexts: Deploy Previews and Branch deploys, never Production.
# PREVIEW_SIGNING=on
`;
}
