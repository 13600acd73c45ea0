/** The initials of a name: “M. J. G.” for “María José García”; an empty string for a name without letters. */
export function initialsOf(name: string): string {
  return name
    .split(/[\s\-‐-―]+/u)
    .flatMap((word) => /\p{L}\p{M}*/u.exec(word)?.[0] ?? [])
    .map((letter) => `${letter.toUpperCase()}.`)
    .join(' ');
}
