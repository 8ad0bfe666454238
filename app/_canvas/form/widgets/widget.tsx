'use client'
import type { ComponentType } from 'react'
import type { FieldKind } from '../fields.ts'
import type { WidgetProps } from '../form-context.ts'
import { AppCall } from './app-call.tsx'
import { AppUrl } from './app-url.tsx'
import { BooleanWidget } from './boolean.tsx'
import { Choice } from './choice.tsx'
import { ColumnWidget } from './column.tsx'
import { ColumnTypes } from './column-types.tsx'
import { ColumnsWidget } from './columns.tsx'
import { FileWidget } from './file.tsx'
import { Json } from './json.tsx'
import { NotebookValues } from './notebook-values.tsx'
import { NumberWidget } from './number.tsx'
import { PortNames } from './port-names.tsx'
import { Seed } from './seed.tsx'
import { SqlExpression } from './sql-expression.tsx'
import { SqlQuery } from './sql-query.tsx'
import { Text } from './text.tsx'
import { Texts } from './texts.tsx'

// The values are whatever a saved pipeline holds; the check says what is wrong with them.
type AnyWidget = ComponentType<WidgetProps<never>>

/** The control for each kind of field; lists, which hold fields themselves, are the row's own. */
export const widgets = {
  text: Text,
  number: NumberWidget,
  integer: NumberWidget,
  boolean: BooleanWidget,
  choice: Choice,
  texts: Texts,
  unsupported: Json,
  column: ColumnWidget,
  columns: ColumnsWidget,
  'sql-expression': SqlExpression,
  'sql-query': SqlQuery,
  file: FileWidget,
  seed: Seed,
  'column-types': ColumnTypes,
  'notebook-values': NotebookValues,
  'port-names': PortNames,
  'app-url': AppUrl,
  'app-call': AppCall,
} satisfies Record<Exclude<FieldKind, 'list' | 'app-inputs' | 'app-answers'>, AnyWidget>
