/** What an editor needs to know about one key of a file. The one place where it is said. */
export interface Note {
  /** Plain sentences: comments of new files, the editor’s hover and the documents show them. */
  readonly what: string;
  /** The lines that an editor writes, key first, as YAML. */
  readonly example: string;
  /** Whether the file needs the key: `yes`, a condition that follows “once”, or `no`. */
  readonly needed: Need;
}

/** `yes`, `no`, or the condition under which a key is needed. */
type Need = 'yes' | 'no' | `once ${string}`;

/** A note for each key that a schema takes, and for the keys below it. */
export type NotesOf<Value> = { readonly [Key in keyof Value]-?: NoteOf<NonNullable<Value[Key]>> };

/** Maps with keys of any name, such as a line for each locale, have no notes below. */
type NoteOf<Value> = Note & (string extends KeysBelow<Value> ? unknown : Below<ItemOf<Value>>);

type ItemOf<Value> = Value extends readonly (infer Item)[] ? Item : Value;

type KeysBelow<Value> = ItemOf<Value> extends infer Item ? (Item extends object ? keyof Item : never) : never;

type Below<Item> = [Item] extends [object] ? { readonly keys: NotesOf<Item> } : unknown;

/** Any notes, whatever the schema. */
export type Notes = Readonly<Record<string, NoteWithKeys>>;

/** A note, perhaps with notes of the keys below it. */
export interface NoteWithKeys extends Note {
  readonly keys?: Notes;
}

/** The sentence that says when a key is needed; none for a key that always or never is. */
export function neededWhen({ needed }: Note): string[] {
  return needed === 'yes' || needed === 'no' ? [] : [`Needed ${needed}.`];
}
