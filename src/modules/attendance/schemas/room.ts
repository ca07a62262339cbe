/** The form of a room. What is saved already is never drawn into it: an empty field keeps it. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import { MAX_ADDRESS } from '../rules/room-address.ts';

export const DEFAULT_OPENS = 15;

export const RoomForm = Type.Object({
  address: Type.Optional(
    Type.String({
      maxLength: MAX_ADDRESS,
      ...ui({
        control: 'url',
        label: 'attendance.office.room.address',
        hint: 'attendance.office.room.address_hint',
        autocomplete: 'off',
      }),
    }),
  ),
  passcode: Type.Optional(
    Type.String({
      maxLength: 100,
      ...ui({
        control: 'text',
        label: 'attendance.office.room.passcode',
        hint: 'attendance.office.room.passcode_hint',
        autocomplete: 'off',
      }),
    }),
  ),
  no_passcode: Type.Optional(
    Type.Boolean(ui({ control: 'checkbox', label: 'attendance.office.room.no_passcode' })),
  ),
  instructions: Type.Optional(
    Type.String({
      maxLength: 1000,
      ...ui({
        control: 'textarea',
        label: 'attendance.office.room.instructions',
        hint: 'attendance.office.room.instructions_hint',
        rows: 3,
      }),
    }),
  ),
  opens_minutes: Type.Integer({
    minimum: 0,
    maximum: 1440,
    ...ui({
      control: 'number',
      label: 'attendance.office.room.opens_minutes',
      hint: 'attendance.office.room.opens_minutes_hint',
    }),
  }),
});
