// SPDX-License-Identifier: GPL-3.0-or-later
// check.cjs SCHEMA FILE…: prints for each file a line of JSON, {"file", "errors": [{"keyword", "path"}]}.
const fs = require('fs')
const { createRequire } = require('module')
const Ajv = createRequire(process.cwd() + '/')('ajv/dist/2020')

const [schema, ...files] = process.argv.slice(2)
const validate = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false })
  .compile(JSON.parse(fs.readFileSync(schema, 'utf8')))

for (const file of files) {
  validate(JSON.parse(fs.readFileSync(file, 'utf8')))
  const errors = (validate.errors || []).map(error => ({ keyword: error.keyword, path: error.instancePath }))
  console.log(JSON.stringify({ file, errors }))
}
