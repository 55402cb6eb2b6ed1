/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import eu.amelie.interceptors.consent.IdentityLabel;

/**
 * What happens to one element of a resource.
 *
 * @param shape of what stays of a composite
 * @param unknown its shape where its code is not known; null for what has no code
 * @param label of what goes off here; null lets the datatype decide (see {@link DatatypeLabels})
 */
record Treatment(Kind kind, Shape shape, Shape unknown, IdentityLabel label) {
  enum Kind {
    /** A primitive whose value stays. */
    VALUE,
    /** A date of which the day stays. */
    DAY,
    /** A date of which the year stays. */
    YEAR,
    /** A code of a country, of two or three letters; anything else is text and goes off. */
    COUNTRY,
    /** A region of an address; stays where {@link Regions} lists it, else goes off. */
    REGION,
    /** A literal reference; stays unless it could carry text. */
    REFERENCE,
    /** A composite of which the parts named by its shape stay. */
    INSIDE,
    /** A Coding or Quantity, of which the code stays if it is known. */
    CODED,
    /** An extension; stays if it is on the list of extensions. */
    EXTENSION,
    /** A modifier extension: its presence stays, because it may negate; its content goes off. */
    MODIFIER,
    /** Goes off whole as a contact detail where it is one; else it is treated by its shape. */
    CONTACT,
    /** Goes off whole. */
    OFF
  }

  static Treatment off(IdentityLabel label) {
    return of(Kind.OFF, label);
  }

  static Treatment of(Kind kind, IdentityLabel label) {
    return new Treatment(kind, null, null, label);
  }

  /**
   * @param shape of what stays where it is no contact detail; null where nothing does
   */
  static Treatment contact(Shape shape, IdentityLabel label) {
    return new Treatment(Kind.CONTACT, shape, null, label);
  }

  static Treatment inside(Shape shape, IdentityLabel label) {
    return new Treatment(Kind.INSIDE, shape, null, label);
  }
}
