"""The bundle as a file: a zip in one canonical form, so that equal content gives equal bytes.

The form, which `verify` holds every byte to:

* entries in the order of their names' code points (which is the order of their UTF-8 bytes), names
  in NFC and portable (`miniprog_cli.core.names`), no entries for folders;
* each file a local header and its data, one after the other from byte 0, then the central directory
  and its end record, and nothing before, between or after them;
* stored or deflated, never encrypted; no extra fields, comments or data descriptors; the UTF-8 flag
  exactly where a name is not ASCII; 1980-01-01 00:00, made by Unix, mode 0644, version needed 2.0.

How a file was deflated is left open, as implementations differ: what identifies a bundle is
`content_digest`, which looks only at paths and contents.

`writer` makes bundles, `reader` verifies them; `content` has what both speak of, `container` the
form itself.
"""
