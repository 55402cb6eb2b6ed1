/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle.BundleType;

/**
 * What a call asks for (FHIR R4, RESTful API). Ids are the caller's, valid in form and nothing
 * more. An interaction exists here when FHIR defines it, not because anybody may use it.
 */
public sealed interface Interaction {

  /** An interaction on one resource type. */
  sealed interface OnType extends Interaction {
    String type();

    /**
     * The code of {@code CapabilityStatement.rest.resource.interaction}, or one that is in none.
     */
    String code();

    /** The SMART letter, one of c, r, u, d, s. */
    char scopeLetter();
  }

  /** An interaction on one resource. */
  sealed interface OnInstance extends OnType {
    String id();
  }

  record Capabilities() implements Interaction {}

  /**
   * A page link followed.
   *
   * @param token opaque; whose it is and whether it still holds is for the pages' issuer to say
   */
  record Page(String token) implements Interaction {}

  /**
   * A Bundle sent to the base.
   *
   * @param kind empty until the body is read; then transaction or batch
   */
  record BundlePost(Optional<BundleType> kind) implements Interaction {
    public BundlePost of(BundleType type) {
      return new BundlePost(Optional.of(type));
    }
  }

  record HistoryOfSystem() implements Interaction {}

  record SearchOfSystem() implements Interaction {}

  record SearchOfType(String type, boolean posted) implements OnType {
    @Override
    public String code() {
      return "search-type";
    }

    @Override
    public char scopeLetter() {
      return 's';
    }
  }

  record SearchOfCompartment(String type, String id) implements OnInstance {
    @Override
    public String code() {
      return "search-compartment";
    }

    @Override
    public char scopeLetter() {
      return 's';
    }
  }

  record HistoryOfType(String type) implements OnType {
    @Override
    public String code() {
      return "history-type";
    }

    @Override
    public char scopeLetter() {
      return 'r';
    }
  }

  record HistoryOfInstance(String type, String id) implements OnInstance {
    @Override
    public String code() {
      return "history-instance";
    }

    @Override
    public char scopeLetter() {
      return 'r';
    }
  }

  record Read(String type, String id) implements OnInstance {
    @Override
    public String code() {
      return "read";
    }

    @Override
    public char scopeLetter() {
      return 'r';
    }
  }

  record VersionRead(String type, String id, String version) implements OnInstance {
    @Override
    public String code() {
      return "vread";
    }

    @Override
    public char scopeLetter() {
      return 'r';
    }
  }

  record Create(String type) implements OnType {
    @Override
    public String code() {
      return "create";
    }

    @Override
    public char scopeLetter() {
      return 'c';
    }
  }

  record Update(String type, String id) implements OnInstance {
    @Override
    public String code() {
      return "update";
    }

    @Override
    public char scopeLetter() {
      return 'u';
    }
  }

  record Patch(String type, String id) implements OnInstance {
    @Override
    public String code() {
      return "patch";
    }

    @Override
    public char scopeLetter() {
      return 'u';
    }
  }

  record Delete(String type, String id) implements OnInstance {
    @Override
    public String code() {
      return "delete";
    }

    @Override
    public char scopeLetter() {
      return 'd';
    }
  }

  /** PUT, PATCH or DELETE on a type: the target would be found by a search. */
  record ConditionalWrite(String method, String type) implements OnType {
    @Override
    public String code() {
      return "conditional-write";
    }

    @Override
    public char scopeLetter() {
      return method.equals("DELETE") ? 'd' : 'u';
    }
  }

  /**
   * An operation, at the narrowest level that its address names.
   *
   * @param name without the dollar sign
   * @param posted false for GET
   */
  record Operation(
      Level level, Optional<String> type, Optional<String> id, String name, boolean posted)
      implements Interaction {

    /** Where an operation is called. */
    public enum Level {
      SYSTEM,
      TYPE,
      INSTANCE,
      VERSION
    }
  }
}
