package dev.breakwater.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceCheckTest {
    private static final String OWN = ReferenceCheckTest.class.getName();

    /** What an adapter's client may look like. */
    public static class Parent {
        public int size;

        public Parent(String name) {}

        public String named(String name) {
            return name;
        }
    }

    public static class Child extends Parent implements Marker {
        protected Child() {
            super("");
        }

        void hidden() {}
    }

    public interface Marker {
        default void mark() {}
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Child | named | (Ljava/lang/String;)Ljava/lang/String; | true",
                "Child | named | ()Ljava/lang/String; | false",
                "Child | named | (Ljava/lang/String;)V | false",
                "Child | mark | ()V | true",
                "Child | hidden | ()V | false",
                "Child | <init> | ()V | true",
                "Child | <init> | (Ljava/lang/String;)V | false",
                "Parent | <init> | (Ljava/lang/String;)V | true",
                "Child | size | I | true",
                "Child | size | J | false",
                "Marker | hashCode | ()I | true",
            })
    void a_member_counts_if_it_is_visible_and_a_constructor_only_as_the_classs_own(
            String owner, String member, String descriptor, boolean there) {
        Reference reference = new Reference(OWN + "$" + owner, member, descriptor);

        assertThat(missing(reference)).isEqualTo(there ? null : reference);
    }

    @Test
    void a_class_that_is_not_there_is_missing() {
        Reference gone = new Reference(OWN + "$Gone", null, "");

        assertThat(missing(new Reference(OWN, null, ""))).isEqualTo(new Reference(OWN, null, ""));
        assertThat(missing(gone)).isEqualTo(gone);
    }

    private static Reference missing(Reference reference) {
        return new ReferenceCheck(ReferenceCheckTest.class.getClassLoader()).firstMissing(List.of(reference));
    }
}
